// Validates templates against the schemas that AWS publishes of its resources, without a network.
// Ends with 1 when there is anything above INFO, and when a file cannot be read.
//
//   node validate.mjs FILE...
import { CelEngine, TemplateFile } from "@aws/cloudformation-validate";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node validate.mjs FILE...");
  process.exit(2);
}
const engine = new CelEngine();
let findings = 0;
try {
  for (const file of files) {
    const { diagnostics } = engine.validateStandard(new TemplateFile(file), { severityLevel: "WARN" });
    for (const found of diagnostics) {
      findings++;
      const where = found.entity?.logicalId ?? "template";
      console.log(`${file}: ${found.severity} ${found.ruleId}: ${where}: ${found.message}`);
    }
  }
} finally {
  engine.free();
}
if (findings > 0) process.exit(1);
console.log(`${files.join(" ")}: nothing found.`);
