// The one WebGL2 context of all surfaces, made by the page (shims/renderer.js) on a canvas nobody sees.
addToLibrary({
  shim_gl_start__deps: ['$GL'],
  // 0 when the page has no WebGL2.
  shim_gl_start: () => {
    const context = Module['page']['webgl'];
    if (!context) return 0;
    const handle = GL.registerContext(context, { majorVersion: 2, minorVersion: 0, enableExtensionsByDefault: true });
    return GL.makeContextCurrent(handle) ? handle : 0;
  },
});
