import { deployedMarket, digest, ethers } from "./marketFixture.ts";

/** Alice's model, whose version 1 is live. */
export async function registryWithOneModel() {
  const deployed = await deployedMarket();
  await deployed.models.connect(deployed.alice).register(digest("card"), digest("weights 1"));
  return { ...deployed, modelId: 1n };
}

/** The model with a candidate from round 7, and a judge that calls every round lawful. */
export async function modelWithCandidate() {
  const state = await registryWithOneModel();
  const provenance = await ethers.deployContract("MockProvenance");
  await state.models.connect(state.governor).setProvenance(provenance);
  await state.models.connect(state.scores).recordCandidate(1n, 1n, 7n, digest("weights 2"));
  return { ...state, provenance };
}

/** The model whose version 2 replaced version 1. */
export async function modelWithPromotedVersion() {
  const state = await modelWithCandidate();
  await state.models.connect(state.governor).promote(1n, 1n, 2n, digest("report"));
  return state;
}
