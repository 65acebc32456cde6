import { execFileSync } from "node:child_process";

/** Kernel and command-line tests run the compiled library, so it must be the compiled form of this tree. */
export default function build(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
