import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";
import { openRound } from "./openRound.ts";
import { seatOracles } from "./seatOracles.ts";

const BOND = 10n ** 18n;
const ROUND = 2n;

/** A round opened, and an update by the second contributor to it, who owns the dataset and pays a bond. */
export async function measureRounds() {
  const world = await createWorld();
  const { rounds, board, models, datasets, payment, networkHelpers, signers } = world;
  const [sponsor, ...contributors] = signers.slice(0, 3);
  await models.connect(sponsor!).register(digest("card"), digest("weights"));
  await seatOracles(world);
  await openRound(world, sponsor!, BOND);
  const openLaterRound = await openRound(world, sponsor!, BOND);

  const measured = { openRound: openLaterRound, commitUpdate: 0, revealUpdate: 0 };
  for (const [i, contributor] of contributors.entries()) {
    await datasets.connect(contributor).register(digest(`manifest ${i}`));
    await payment.mint(contributor, 10n * BOND);
    await payment.connect(contributor).approve(rounds, 10n * BOND);
    const commitment = await rounds.commitmentOf(ROUND, contributor, digest(`update ${i}`), digest(`salt ${i}`));
    measured.commitUpdate = await gasOf(rounds.connect(contributor).commitUpdate(ROUND, commitment, i + 1, 0));
  }
  await board.snapshotCommittee(ROUND);
  const [commitEndsAt] = await rounds.deadlinesOf(ROUND);
  await networkHelpers.time.increaseTo(commitEndsAt);
  for (const [i, contributor] of contributors.entries()) {
    const reveal = rounds.connect(contributor).revealUpdate(ROUND, digest(`update ${i}`), digest(`salt ${i}`));
    measured.revealUpdate = await gasOf(reveal);
  }
  return measured;
}
