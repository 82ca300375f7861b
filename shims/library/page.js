// What C++ says to the page, and the page's clocks. `Module.page` is the object web/elements gives when it
// makes the module.
addToLibrary({
  // The text is read now: it is gone when this returns.
  shim_say__deps: ['$UTF8ToString'],
  shim_say: (text, size) => { Module['page']['say'](UTF8ToString(text, size)); },
  shim_now: () => Date.now() / 1000,
  shim_steady: () => performance.now() / 1000,
});
