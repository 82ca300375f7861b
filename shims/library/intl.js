// Plurals, numbers and times for C++ (widgets/messages/locale.h), from shims/intl.js.
addToLibrary({
  // The bytes written, without the zero behind them; none when there is no room.
  shim_intl__deps: ['$UTF8ToString', '$stringToUTF8', '$lengthBytesUTF8'],
  shim_intl: (language, what, value, out, room) => {
    const text = Module['page']['intl'](UTF8ToString(language), UTF8ToString(what), value);
    const bytes = lengthBytesUTF8(text);
    if (bytes >= room) return 0;
    stringToUTF8(text, out, room);
    return bytes;
  },
});
