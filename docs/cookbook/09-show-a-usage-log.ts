import { LicenseMarket__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { Use } from "commonweights/sdk";
import { JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const market = LicenseMarket__factory.connect(addresses.licenseMarket, provider);

// From the dataset to its offers, from those to the licenses, from those to the receipts of their use.
for (const datasetId of [2n, 3n]) {
  const offers = await market.queryFilter(market.filters.OfferCreated(undefined, undefined, datasetId));
  const offerIds = offers.filter(({ args }) => args.terms.kind === 0n).map(({ args }) => args.offerId);
  const bought = await Promise.all(
    offerIds.map((offerId) => market.queryFilter(market.filters.LicenseBought(undefined, offerId))),
  );
  for (const { args: license } of bought.flat()) {
    console.log(`Dataset ${datasetId}, license ${license.licenseId}, bought by ${license.buyer}:`);
    for (const use of await market.queryFilter(market.filters.LicenseUsed(license.licenseId))) {
      const { who, roundId, use: bits } = use.args;
      const uses = Object.entries(Use).filter(([, bit]) => Number(bits) & bit);
      const date = new Date((await use.getBlock()).timestamp * 1_000).toISOString();
      const place = roundId === 0n ? "outside of rounds" : `in round ${roundId}`;
      console.log(`  ${date} ${who} ${uses.map(([name]) => name.toLowerCase()).join("+")} ${place}`);
    }
  }
}
