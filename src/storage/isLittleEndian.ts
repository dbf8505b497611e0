/** Does this machine keep numbers in memory as files do, least significant byte first? Nearly all do. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
