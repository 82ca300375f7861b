// The copy buttons beside a new client's id and password.
export {};

const report = document.querySelector('#copied');

for (const button of document.querySelectorAll('button[data-copies]')) {
  button.addEventListener('click', async () => {
    const label = (button.getAttribute('aria-label') ?? '').replace('Copy ', '');
    const source = document.getElementById(button.getAttribute('data-copies') ?? '');
    let said = `${label} copied.`;
    try {
      await navigator.clipboard.writeText(source?.textContent ?? '');
    } catch {
      said = `${label} could not be copied; select it and copy it yourself.`;
    }
    if (report) report.textContent = said;
  });
}
