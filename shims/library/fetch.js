// Emscripten's Fetch API over the browser's fetch() (decision 1): the four functions of its JavaScript side,
// replaced. The address and the credential come from the vault (`Module.page.vault`); see shims/fetch.js.
//
// Every request ends in one call of onsuccess or onerror, unless it was closed before. A closed request's
// answer never arrives, even when its memory holds another request by then.
addToLibrary({
  $openFetches: {},
  emscripten_start_fetch__deps: ['$openFetches', '$UTF8ToString', '$stringToUTF8', '$writeI53ToI64', 'malloc', '$callUserCallback'],
  emscripten_start_fetch: (fetch_) => {
    {{{ runtimeKeepalivePush() }}}
    const attributes = fetch_ + {{{ C_STRUCTS.emscripten_fetch_t.__attributes }}};
    const request = {
      'url': UTF8ToString({{{ makeGetValue('fetch_', C_STRUCTS.emscripten_fetch_t.url, '*') }}}),
      'method': UTF8ToString(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.requestMethod }}}),
      'headers': {},
      'timeout': {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.timeoutMSecs, 'u32') }}},
      'body': undefined,
    };
    const onsuccess = {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.onsuccess, '*') }}};
    const onerror = {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.onerror, '*') }}};
    let header = {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.requestHeaders, '*') }}};
    for (let name; header && (name = {{{ makeGetValue('header', 0, '*') }}}); header += {{{ 2 * POINTER_SIZE }}}) {
      request['headers'][UTF8ToString(name)] = UTF8ToString({{{ makeGetValue('header', POINTER_SIZE, '*') }}});
    }
    const body = {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.requestData, '*') }}};
    const size = {{{ makeGetValue('attributes', C_STRUCTS.emscripten_fetch_attr_t.requestDataSize, '*') }}};
    if (body) request['body'] = HEAPU8.slice(body, body + size); // copied: the caller may free it now
    const open = openFetches[fetch_] = { abort: new AbortController(), headers: '' };
    {{{ makeSetValue('fetch_', C_STRUCTS.emscripten_fetch_t.id, 'fetch_', 'u32') }}};
    Module['page']['fetch'](request, open.abort.signal).then((reply) => {
      {{{ runtimeKeepalivePop() }}}
      if (openFetches[fetch_] !== open) return;
      open.headers = reply['headers'];
      const bytes = reply['bytes'];
      const data = bytes.length ? _malloc(bytes.length) : 0;
      HEAPU8.set(bytes, data); // HEAPU8 is looked up here: memory may have grown
      {{{ makeSetValue('fetch_', C_STRUCTS.emscripten_fetch_t.data, 'data', '*') }}};
      writeI53ToI64(fetch_ + {{{ C_STRUCTS.emscripten_fetch_t.numBytes }}}, bytes.length);
      {{{ makeSetValue('fetch_', C_STRUCTS.emscripten_fetch_t.status, "reply['status']", 'i16') }}};
      {{{ makeSetValue('fetch_', C_STRUCTS.emscripten_fetch_t.readyState, '4', 'i16') }}};
      stringToUTF8(reply['text'], fetch_ + {{{ C_STRUCTS.emscripten_fetch_t.statusText }}}, 64);
      const callback = reply['status'] >= 200 && reply['status'] < 300 ? onsuccess : onerror;
      callUserCallback(() => { {{{ makeDynCall('vp', 'callback') }}}(fetch_); });
    });
    return fetch_;
  },
  _emscripten_fetch_free__deps: ['$openFetches'],
  _emscripten_fetch_free: (id) => {
    openFetches[id]?.abort.abort();
    delete openFetches[id];
  },
  _emscripten_fetch_get_response_headers_length__deps: ['$openFetches', '$lengthBytesUTF8'],
  _emscripten_fetch_get_response_headers_length: (id) => lengthBytesUTF8(openFetches[id]?.headers ?? '') + 1,
  _emscripten_fetch_get_response_headers__deps: ['$openFetches', '$stringToUTF8'],
  _emscripten_fetch_get_response_headers: (id, text, size) => {
    stringToUTF8(openFetches[id]?.headers ?? '', text, size);
    return 0;
  },
});
