import { LicenseGated__factory, LicenseMarket__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { approveTokens } from "commonweights/sdk";
import { JsonRpcProvider, sha256, toUtf8Bytes } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const bob = await provider.getSigner("0xFABB0ac9d68B0B445fB7357272Ff202C5651694a");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const market = LicenseMarket__factory.connect(addresses.licenseMarket, bob);

// The newest terms of the offer are in its events. The market refuses a purchase on any others.
const offerId = 3n;
const created = await market.queryFilter(market.filters.OfferCreated(offerId));
const updated = await market.queryFilter(market.filters.OfferUpdated(offerId));
const read = [...created, ...updated].at(-1)!.args.terms;
const { kind, assetId, uses, durationSeconds, quota, isTransferable, resaleRoyaltyBps } = read;
const { revenueShareBps, currency, price, policyDigest, termsDigest } = read;
const limits = { kind, assetId, uses, durationSeconds, quota, isTransferable, resaleRoyaltyBps };
const terms = { ...limits, revenueShareBps, currency, price, policyDigest, termsDigest };

await approveTokens({ runner: bob, addresses }, { spender: addresses.licenseMarket, amount: price });
const receipt = await (await market.buy(offerId, terms, price, bob)).wait();
const [bought] = await market.queryFilter(market.filters.LicenseBought(), receipt!.blockNumber, receipt!.blockNumber);
const { licenseId } = bought!.args;

// Another contract asks the market before it serves anybody: contracts/examples/LicenseGated.sol.
const gated = await new LicenseGated__factory(bob).deploy(market, assetId);
await gated.waitForDeployment();
const task = sha256(toUtf8Bytes("Train a model of penguins."));
await (await gated.submitJob(licenseId, task)).wait();
console.log(`Job ${await gated.jobCount()} was taken under license ${licenseId} on dataset ${assetId}.`);
