// Internationalised host names for widgets/observables (idna_host.cc). `Module.idna` is the object of
// shims/idna.js: two functions from text to text, '' for none.
addToLibrary({
  $idnaCall__deps: ['$UTF8ToString', '$stringToUTF8', '$lengthBytesUTF8'],
  $idnaCall: (name, host, size, out, room) => {
    const text = Module['idna'][name](UTF8ToString(host, size));
    const bytes = lengthBytesUTF8(text);
    if (bytes >= room) return 0;
    stringToUTF8(text, out, room);
    return bytes;
  },
  idna_to_ascii__deps: ['$idnaCall'],
  idna_to_ascii: (host, size, out, room) => idnaCall('toAscii', host, size, out, room),
  idna_to_unicode__deps: ['$idnaCall'],
  idna_to_unicode: (host, size, out, room) => idnaCall('toUnicode', host, size, out, room),
});
