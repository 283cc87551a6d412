// Prints what a SOPS file holds: node open.mjs KEY-FILE FILE
import { readFileSync } from "node:fs";
import { decryptSops } from "sops-age";

const [keyFile, file] = process.argv.slice(2);
const secretKey = readFileSync(keyFile, "utf8")
  .split("\n")
  .find((line) => line.startsWith("AGE-SECRET-KEY-1"));
const fileType = file.endsWith(".json") ? "json" : "yaml";
console.log(JSON.stringify(await decryptSops(readFileSync(file, "utf8"), { secretKey, fileType })));
