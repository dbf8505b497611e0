import {
  type Contract,
  type EventLog,
  getBytes,
  hexlify,
  type Signer,
  solidityPackedKeccak256,
  toUtf8Bytes,
  ZeroAddress,
} from "ethers";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";
import { deployPeer, peerAt } from "./deployPeer.ts";

const ARTIFACTS = "@oceanprotocol/contracts/artifacts/contracts";
const DATATOKEN = `${ARTIFACTS}/templates/ERC20TemplateEnterprise.sol/ERC20TemplateEnterprise`;
const PRICE = 100n * 10n ** 18n;
const BASE = 10n ** 18n;
const UNUSED = "0x000000000000000000000000000000000000dEaD";
/** Size of an asset's description as Ocean's own market stores it, compressed and encrypted. */
const METADATA_BYTES = 600;
const ORDINARY = 1;
const ENTERPRISE = 2;

/** Ocean Protocol: a data NFT with a priced datatoken and its metadata, and a purchase in one transaction. */
export async function measureOcean() {
  const { payment, signers, deployer } = await createWorld();
  const [provider, collector, ...buyers] = signers.slice(0, 5);
  const currency = await payment.getAddress();
  const router = await deployPeer(
    deployer,
    `${ARTIFACTS}/pools/FactoryRouter.sol/FactoryRouter`,
    deployer.address,
    UNUSED,
    UNUSED,
    collector!.address,
    [],
  );
  const exchange = await deployPeer(
    deployer,
    `${ARTIFACTS}/pools/fixedRate/FixedRateExchange.sol/FixedRateExchange`,
    router,
  );
  const nftTemplate = await deployPeer(deployer, `${ARTIFACTS}/templates/ERC721Template.sol/ERC721Template`);
  const datatokenTemplate = await deployPeer(deployer, `${ARTIFACTS}/templates/ERC20Template.sol/ERC20Template`);
  const factory = await deployPeer(
    deployer,
    `${ARTIFACTS}/ERC721Factory.sol/ERC721Factory`,
    nftTemplate,
    datatokenTemplate,
    router,
  );
  await call(factory, "addTokenTemplate", await deployPeer(deployer, DATATOKEN));
  await call(router, "addFactory", factory);
  await call(router, "addFixedRateContract", exchange);

  const create = async (owner: Signer & { address: string }, templateIndex: number) =>
    call(
      factory.connect(owner) as Contract,
      "createNftWithErc20WithFixedRate",
      ["Data NFT", "DNFT", 1, "https://oceanprotocol.com/nft/", true, owner.address],
      [
        templateIndex,
        ["Datatoken", "DT"],
        [owner.address, owner.address, ZeroAddress, ZeroAddress],
        [1_000n * BASE, 0],
        [],
      ],
      [await exchange.getAddress(), [currency, owner.address, owner.address, ZeroAddress], [18, 18, PRICE, 0, 1]],
    );
  await create(deployer, ORDINARY);
  const createNft = await gasOf(create(provider!, ORDINARY));
  const [nft] = await createdBy(factory);
  const random = createRandom(1);
  const metadata = Uint8Array.from({ length: METADATA_BYTES }, () => random.integer(256));
  const setMetaData = await gasOf(
    call(
      peerAt(provider!, `${ARTIFACTS}/templates/ERC721Template.sol/ERC721Template`, nft),
      "setMetaData",
      0,
      "https://v4.provider.oceanprotocol.com",
      provider!.address,
      "0x02",
      metadata,
      digest("metadata"),
      [],
    ),
  );

  const buy = async (account: Signer & { address: string }, datatoken: string) => {
    await payment.mint(account.address, 10n * PRICE);
    await payment.connect(account).approve(datatoken, 10n * PRICE);
    return gasOf(
      call(
        peerAt(account, DATATOKEN, datatoken),
        "buyFromFreAndOrder",
        [account.address, 0, await providerFee(provider!), [ZeroAddress, ZeroAddress, 0]],
        [
          await exchange.getAddress(),
          await exchange.getFunction("generateExchangeId").staticCall(currency, datatoken),
          2n * PRICE,
          0,
          ZeroAddress,
        ],
      ),
    );
  };
  await create(deployer, ENTERPRISE);
  await buy(buyers[0]!, (await createdBy(factory))[1]);
  await create(provider!, ENTERPRISE);
  const [, datatoken] = await createdBy(factory);
  const buyFirst = await buy(buyers[1]!, datatoken);
  const buyLater = await buy(buyers[2]!, datatoken);
  return { createNft, setMetaData, buyFirst, buyLater };
}

function call(contract: Contract, name: string, ...args: unknown[]) {
  return contract.getFunction(name).send(...args);
}

/** Addresses of the data NFT and the datatoken that the factory created last. */
async function createdBy(factory: Contract): Promise<[string, string]> {
  const [nft, datatoken] = await Promise.all(
    ["NFTCreated", "TokenCreated"].map(async (name) => (await factory.queryFilter(name)).at(-1) as EventLog),
  );
  return [nft!.args[0] as string, datatoken!.args[0] as string];
}

/** A free service, which its provider must sign for all the same. */
async function providerFee(provider: Signer & { address: string }): Promise<unknown[]> {
  const data = hexlify(toUtf8Bytes(JSON.stringify({ timeout: 0 })));
  const message = solidityPackedKeccak256(
    ["bytes", "address", "address", "uint256", "uint256"],
    [data, provider.address, ZeroAddress, 0, 0],
  );
  const signature = await provider.signMessage(getBytes(message));
  const r = `0x${signature.slice(2, 66)}`;
  const s = `0x${signature.slice(66, 130)}`;
  const v = Number.parseInt(signature.slice(130), 16);
  return [provider.address, ZeroAddress, 0, v, r, s, 0, data];
}
