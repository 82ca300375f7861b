// Glyphs for C++ (widgets/kit/glyphs.h), from shims/glyphs.js.
addToLibrary({
  shim_font_measure: (weight, pixels, out) => {
    HEAPF32.set(Module['page']['glyphs']['measureFont'](weight, pixels), out >> 2);
  },
  shim_glyph_measure__deps: ['$UTF8ToString'],
  shim_glyph_measure: (weight, pixels, text, size, out) => {
    HEAPF32.set(Module['page']['glyphs']['measure'](weight, pixels, UTF8ToString(text, size)), out >> 2);
  },
  shim_glyph_draw__deps: ['$UTF8ToString'],
  shim_glyph_draw: (weight, pixels, text, size, colour, width, height, penX, penY, rgba) => {
    const drawn = Module['page']['glyphs']['draw'](
      weight, pixels, UTF8ToString(text, size), colour, width, height, penX, penY);
    HEAPU8.set(drawn['rgba'], rgba);
    return drawn['coloured'] ? 1 : 0;
  },
});
