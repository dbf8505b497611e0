/** The part of Node's process that the program uses. */
export type CliProcess = Pick<NodeJS.Process, "on" | "off" | "exit" | "env"> & {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: {
    readonly isTTY?: boolean;
    write(text: string): unknown;
    on(event: "error", listener: () => void): unknown;
  };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
};
