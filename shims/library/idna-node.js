// Gives a program that Node runs Node's own host names, in place of shims/idna.js.
Module['idna'] = {
  toAscii: require('node:url').domainToASCII,
  toUnicode: (host) => {
    const shown = require('node:url').domainToUnicode(host);
    return shown === host ? '' : shown;
  },
};
