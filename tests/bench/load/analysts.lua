-- Analysts for wrk: as many as it opens connections, each with one call at a time.
--
--   wrk -t1 ... -s analysts.lua ADDRESS -- KIND PACE SECRET JOURNAL
--
-- KIND is pages, service, reads or writes. PACE is the mean of the milliseconds between an answer and the next call; at
-- 0 there are none. SECRET is a cookie for the pages, else a token. JOURNAL is a file that gets one line for each write
-- before it is asked and one when it is acknowledged, in their order: load.mjs compares the store with it. The last
-- line on stdout is the run as JSON.

local kind, journal
local calls, turn = {}, 0
wrong, first_wrong = 0, "" -- global: read by the state in which `done` runs

-- Cases that wait for their next write; each has one call at a time, so that it is known what it must be in the end.
local rested, under_way = {}, {}
local life = 8 -- writes to a case, then it is deleted: the store stays as large as it is
local run = tostring(os.time())

local function wrong_answer(why)
  wrong = wrong + 1
  if first_wrong == "" then first_wrong = why end
end

local function call(method, path, body)
  calls[#calls + 1] = wrk.format(method, path, nil, body)
end

local plans = {}

function plans.pages()
  local days = "startDate=2020-01-01T00:00:00.000Z&endDate=2100-01-01T00:00:00.000Z"
  local reports = "/sma/api/v2.0/reporting/"
  call("GET", "/reports/incoming-mail-domains")
  call("GET", "/session")
  call("GET", "/threat-response/servers.json")
  call("GET", "/pages/table-page.js")
  call("GET", reports .. "mail_incoming_domain_detail?" .. days .. "&device_type=esa&offset=0&limit=20")
  call("GET", "/tracking/message-tracking")
  call("GET", "/widgets/index.js")
  call("GET", reports .. "mail_incoming_ip_hostname_detail?" .. days .. "&device_type=esa&offset=0&limit=20")
  call("GET", "/sma/api/v2.0/message-tracking/messages?" .. days .. "&device_type=esa&ciscoHost=All_Hosts&searchOption=messages&offset=0&limit=20")
end

function plans.service()
  local two = '[{"type":"domain","value":"bit.ly"},{"type":"ip","value":"198.51.100.7"}]'
  call("POST", "/iroh/iroh-inspect/inspect", '{"content":"seen at bit.ly and 198.51.100.7, from newsletter.example"}')
  call("POST", "/iroh/iroh-enrich/deliberate/observables", two)
  call("POST", "/iroh/iroh-enrich/refer/observables", two)
  call("GET", "/iroh/profile/whoami")
  call("POST", "/iroh/iroh-enrich/observe/observables", two)
  call("POST", "/iroh/iroh-response/respond/observables", two)
end

function plans.reads()
  call("GET", "/ctia/casebook/search?sort_by=timestamp&sort_order=desc&limit=50&offset=0")
  call("GET", "/ctia/casebook/search?query=title%3Akept&limit=20&offset=0")
  call("GET", "/ctia/casebook/search/count?query=observables.value%3Akept-7.example")
  call("GET", "/ctia/casebook/external_id/kept-7")
  call("GET", "/ctia/casebook/metric/topn?from=2020-01-01T00:00:00.000Z&aggregate-on=observables.type")
end

function plans.writes() end

local function note(...)
  journal:write(table.concat({ ... }, " "), "\n")
end

local function create()
  local name = "load-" .. run .. "-" .. turn
  note("creating", name)
  return wrk.format("POST", "/ctia/casebook", nil, '{"title":"' .. name .. ' 0","tlp":"amber","external_ids":["' ..
    name .. '"],"observables":[{"type":"domain","value":"' .. name .. '.example"}]}')
end

-- Three of four go on with a case.
local function write()
  turn = turn + 1
  local id, one = next(rested)
  if turn % 4 == 0 or not id then return create() end
  rested[id] = nil
  if one.revision == life then
    note("deleting", id)
    return wrk.format("DELETE", "/ctia/casebook/" .. id, nil, "")
  end
  one.revision = one.revision + 1
  under_way[id] = one
  note("patching", id, one.revision)
  return wrk.format("PATCH", "/ctia/casebook/" .. id, nil, '{"title":"' .. one.name .. " " .. one.revision .. '"}')
end

-- Which call this answers, its body says: wrk does not.
local function acknowledge(status, body)
  if status == 204 then return note("deleted") end
  local id = body:match('"id":"[^"]*/ctia/casebook/(casebook%-[%w-]+)"')
  local name, revision = body:match('"title":"(load%-[%d-]+) (%d+)"')
  if not id or not name then return wrong_answer("no case of ours: " .. body:sub(1, 200)) end
  local one = under_way[id] or { name = name, revision = 0 }
  under_way[id] = nil
  if one.name ~= name or one.revision ~= tonumber(revision) then
    return wrong_answer("revision " .. revision .. " of " .. name .. " answers revision " .. one.revision)
  end
  rested[id] = one
  if status == 201 then note("created", name, id) else note("patched", id, revision) end
end

function init(words)
  kind = words[1]
  local pace = tonumber(words[2])
  if pace > 0 then delay = function() return math.random(0, 2 * pace) end end
  math.randomseed(os.time())
  if kind == "pages" then wrk.headers["Cookie"] = words[3] else wrk.headers["Authorization"] = "Bearer " .. words[3] end
  if kind == "writes" then journal = assert(io.open(words[4], "w")) end
  wrk.headers["Accept"] = "application/json, text/html"
  wrk.headers["Content-Type"] = "application/json"
  plans[kind]()
end

function request()
  if kind == "writes" then return write() end
  turn = turn % #calls + 1
  return calls[turn]
end

function response(status, _, body)
  if status < 200 or status > 299 then
    wrong_answer(status .. " " .. body:sub(1, 200))
  elseif kind == "writes" then
    acknowledge(status, body)
  end
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency)
  local bad, why = 0, ""
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
    if why == "" then why = thread:get("first_wrong"):gsub('[%c"\\]', " ") end
  end
  local errors = summary.errors
  print(string.format('{"requests":%d,"seconds":%.3f,"connect":%d,"read":%d,"write":%d,"timeout":%d,"wrong":%d,' ..
    '"why":"%s","p50":%.3f,"p95":%.3f,"p99":%.3f,"max":%.3f}', summary.requests, summary.duration / 1e6,
    errors.connect, errors.read, errors.write, errors.timeout, bad, why, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
