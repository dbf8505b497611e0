import { randomBytes } from "node:crypto";
import { hexlify, sha256 } from "ethers";
import { read } from "../../src/chain/read.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../src/scoring/ScoringOptions.ts";
import { deadlinesOf } from "../../src/training/deadlinesOf.ts";
import { openRound } from "../../src/training/openRound.ts";
import { slicesCommitment } from "../../src/training/slicesCommitment.ts";
import type { PhaseSeconds } from "../../src/training/Task.ts";
import { writeTaskSpec } from "../../src/training/writeTaskSpec.ts";
import { ModelRegistry__factory } from "../../typechain-types/index.ts";
import { amounts } from "../demo/amounts.ts";
import type { DevWorld } from "./DevWorld.ts";
import type { SponsoredRound } from "./SponsoredRound.ts";

export type OpenSponsoredRoundParameters = {
  /** Number of the model, from 0. */
  readonly model?: number;
  /** Number of the hold-out that serves as slices, from 0; a round should have one of its own. */
  readonly slices?: number;
  readonly phases?: PhaseSeconds;
  readonly maxContributors?: number;
};

/** The shortest that the contract permits: five minutes in all. */
const PHASES: PhaseSeconds = { commit: 60, reveal: 60, opening: 60, scoreCommit: 60, scoreReveal: 60 };
const SALT_BYTES = 32;
/** Beside the world's contributors, for whoever joins. */
const SPARE_PLACES = 8;

/** Opens a round on the live version of a model. The task is in the store from now on, the slices are not. */
export async function openSponsoredRound(
  world: DevWorld,
  parameters: OpenSponsoredRoundParameters = {},
): Promise<SponsoredRound> {
  const { sponsor, deployment, data, store, contributors } = world;
  const { model = 0, slices: number = 0, phases = PHASES } = parameters;
  const modelId = world.modelIds[model]!;
  const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, world.provider);
  const baseVersion = Number(await read(models.liveVersionOf(modelId)));
  const { root, validation } = data.slicesOf(number);
  const sliceFiles = [writeExamples(root), writeExamples(validation)] as const;
  const slices = {
    rootSliceDigest: sha256(sliceFiles[0]),
    validationSliceDigest: sha256(sliceFiles[1]),
    salt: hexlify(randomBytes(SALT_BYTES)),
  };
  const task = {
    format: "commonweights.task.v1",
    network: data.network,
    training: data.training,
    scoring: DEFAULT_SCORING_OPTIONS,
    seed: number,
  } as const;
  const roundId = await openRound(sponsor.client, {
    task: {
      modelId,
      baseVersion,
      taskDigest: await store.put(writeTaskSpec(task)),
      slicesCommitment: slicesCommitment(slices),
      token: deployment.addresses.commonToken,
      pot: amounts.pot,
      oracleFee: amounts.oracleFee,
      bond: amounts.bond,
      maxContributors: parameters.maxContributors ?? contributors.length + SPARE_PLACES,
      phases,
    },
  });
  const deadlines = await deadlinesOf(sponsor.client, { roundId });
  return { roundId, modelId, baseVersion, deadlines, slices, sliceFiles };
}
