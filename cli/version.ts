/** Of the package; a test compares it with package.json, so that printing it reads no file. */
export const version = "0.1.0";
