-- GETs the paths that a file lists, one after the other. Argument: the file.
local paths, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

-- The same line as in orders.lua.
function done(summary, latency, requests)
  local faults = summary.errors
  print(string.format("RESULT %d %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), faults.status,
    faults.connect + faults.read + faults.write + faults.timeout))
end
