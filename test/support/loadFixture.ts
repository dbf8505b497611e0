import type { SnapshotRestorer } from "@nomicfoundation/hardhat-network-helpers/types";

type OnChain = {
  readonly networkHelpers: { takeSnapshot(): Promise<SnapshotRestorer> };
  close(): Promise<void>;
};

const loaded = new Map<unknown, { readonly state: OnChain; readonly snapshot: SnapshotRestorer }>();

/**
 * Brings back the state that `fixture` leaves. Each fixture builds its state on a chain of its own, so that none ever
 * meets what a test did to another.
 */
export async function loadFixture<T extends OnChain>(fixture: () => Promise<T>): Promise<T> {
  const known = loaded.get(fixture);
  if (known !== undefined) {
    await known.snapshot.restore();
    return known.state as T;
  }
  const state = await fixture();
  loaded.set(fixture, { state, snapshot: await state.networkHelpers.takeSnapshot() });
  return state;
}

after(async () => {
  for (const { state } of loaded.values()) await state.close();
});
