import { addressesOf } from "commonweights/addresses";
import { listDataset, Use } from "commonweights/sdk";
import { JsonRpcProvider, parseEther, sha256, toUtf8Bytes, ZeroHash } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
// Alice of the devnet, whose node signs for her. With a key: new Wallet(key, provider).
const alice = await provider.getSigner("0x71bE63f3384f5fb98995898A86B02Fb2426c5788");
const addresses = addressesOf((await provider.getNetwork()).chainId);

// Only digests go on chain. The files stay where you keep them.
const manifest = JSON.stringify({ "@type": "sc:Dataset", name: "Penguins of one island" });
const text = "Train on the rows where they are, for 30 days.";
const { datasetId, offerId } = await listDataset(
  { runner: alice, addresses },
  {
    manifestDigest: sha256(toUtf8Bytes(manifest)),
    terms: {
      uses: Use.Train | Use.Evaluate,
      durationSeconds: 30 * 86_400,
      quota: 100,
      isTransferable: false,
      resaleRoyaltyBps: 0,
      revenueShareBps: 500, // 5 % of what training on it earns
      currency: addresses.commonToken,
      price: parseEther("25"),
      policyDigest: ZeroHash,
      termsDigest: sha256(toUtf8Bytes(text)),
    },
    cap: 0, // any number of licenses
  },
);
console.log(`Dataset ${datasetId} is listed, and offer ${offerId} is open.`);
