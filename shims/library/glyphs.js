// Glyphs for C++ (widgets/kit/glyphs.h), from shims/glyphs.js.
addToLibrary({
  shim_font_measure: (weight, pixels, out) => {
    HEAPF32.set(Module['page']['glyphs']['measureFont'](weight, pixels), out >> 2);
  },
  shim_glyph_measure: (weight, pixels, codepoint, out) => {
    HEAPF32.set(Module['page']['glyphs']['measure'](weight, pixels, codepoint), out >> 2);
  },
  shim_glyph_draw: (weight, pixels, codepoint, width, height, penX, penY, rgba) => {
    const drawn = Module['page']['glyphs']['draw'](weight, pixels, codepoint, width, height, penX, penY);
    HEAPU8.set(drawn['rgba'], rgba);
    return drawn['coloured'] ? 1 : 0;
  },
});
