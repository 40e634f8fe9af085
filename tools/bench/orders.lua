-- Unique orders of 300 bytes: one per request, or many as NDJSON.
-- Arguments: orders per request, and a prefix that is unique per run.
local batch, run, count = 1, "", 0
local head, tail = "", ""

local function order()
  count = count + 1
  return head .. string.format("%09d", count) .. tail
end

function init(args)
  batch, run = tonumber(args[1]), args[2]
  head = '{"productId":"' .. run .. "-"
  tail = '","quantity":3,"customerEmail":"someone@example.com","unitPrice":100.00,"note":"'
  tail = tail .. string.rep("x", 300 - #head - 9 - #tail - 2) .. '"}'
  wrk.method = "POST"
  wrk.headers["Content-Type"] = batch == 1 and "application/json" or "application/x-ndjson"
end

function request()
  if batch == 1 then return wrk.format(nil, nil, nil, order()) end
  local lines = {}
  for i = 1, batch do lines[i] = order() end
  return wrk.format(nil, nil, nil, table.concat(lines, "\n"))
end

-- One machine-readable line; times in microseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
