// React sets attributes, properties and listeners of custom elements itself: nothing of ours is in between.
import { useEffect, useRef, useState } from 'react';
import { annotate } from 'threat-response-widgets';

const first = [['bit.ly', 171], ['pay-update.example', 12], ['partner.example.org', 4]];

function Senders() {
  const table = useRef(null);
  const [senders, setSenders] = useState(first);
  const [open, setOpen] = useState(null);
  useEffect(() => {
    const annotation = annotate(table.current);
    return () => annotation.remove();
  }, []);
  return (
    <>
      <h1>Senders</h1>
      <table ref={table}>
        <tbody>
          {senders.map(([domain, count]) => <tr key={domain}><td>{domain}</td><td>{count}</td></tr>)}
        </tbody>
      </table>
      <button onClick={() => setSenders([['new.example', 1], ...first])}>Show what has come since</button>
      <p>{open ? `Open: ${open}` : 'No case is open.'}</p>
      <tr-ribbon servers="/servers.json" ontr-case-changed={({ detail }) => setOpen(detail.title)} />
    </>
  );
}

const Cases = () => (
  <>
    <h1>Cases</h1>
    <tr-casebook servers="/servers.json" />
  </>
);

export function App() {
  const [view, setView] = useState(location.hash);
  useEffect(() => {
    const changed = () => setView(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return (
    <>
      <nav aria-label="Views"><a href="#senders">Senders</a> <a href="#cases">Cases</a></nav>
      <main>{view === '#cases' ? <Cases /> : <Senders />}</main>
    </>
  );
}
