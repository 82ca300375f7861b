// A button at each listing that copies it. Without this script the pages are whole.
for (const listing of document.querySelectorAll('figure.code')) {
  const code = listing.querySelector('code');
  if (!code || !navigator.clipboard) continue;
  const title = listing.querySelector('figcaption')?.textContent;
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'copy';
  copy.textContent = 'Copy';
  if (title) copy.setAttribute('aria-label', `Copy ${title}`);
  const said = document.createElement('span');
  said.className = 'said';
  said.setAttribute('role', 'status');
  copy.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(code.textContent ?? '').then(() => true, () => false);
    said.textContent = copied ? 'Copied' : 'The browser did not let it be copied.';
  });
  copy.addEventListener('blur', () => { said.textContent = ''; });
  listing.append(said, copy);
}

// The list of pages stands over the page where the window is narrow: it closes when a link of this page is followed.
const pages = document.getElementById('navigation');
pages?.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a') && pages.matches(':popover-open')) pages.hidePopover();
});

export {}; // a module
