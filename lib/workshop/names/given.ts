import { isTaken, suggestName } from './unique';

const adjectives =
  'amber,ample,autumn,azure,balmy,bold,brave,bright,brisk,calm,candid,cedar,cheerful,clear,clever,coral,cosy,crisp,curious,deft,eager,early,easy,fair,fond,frank,fresh,gentle,glad,golden,grand,green,happy,honest,humble,ivory,jolly,keen,kind,light,lively,lucid,lucky,mellow,merry,mild,misty,modest,neat,nimble,noble,olive,patient,plain,polite,proud,quick,quiet,rapid,ready,rosy,royal,sage,serene,silver,simple,smart,smooth,snowy,solid,steady,still,sunny,swift,tidy,true,upbeat,velvet,vivid,warm,wise,witty,young,zesty'.split(
    ',',
  );
const nouns =
  'albatross,anchor,atlas,badger,barge,beacon,beaver,birch,breeze,bridge,brook,canal,canoe,canyon,cedar,comet,compass,condor,coral,crane,cutter,delta,dolphin,dune,falcon,fern,ferry,finch,fjord,forest,frigate,galaxy,garnet,glacier,grove,gull,harbour,hawk,heron,island,ivy,jetty,kayak,kestrel,lagoon,lantern,lark,lighthouse,linnet,lynx,maple,marlin,meadow,meteor,moon,narwhal,nebula,oak,oasis,orca,osprey,otter,paddle,pebble,pelican,pier,pine,plover,prairie,puffin,quartz,quay,raft,raven,reef,ridge,river,robin,rowan,sail,salmon,schooner,seal,sextant,sloop,spruce,starling,stork,summit,swallow,swan,tern,thistle,tide,trout,tugboat,valley,walrus,wave,wharf,willow,wren'.split(
    ',',
  );

/** How many names there are before numbers are needed. */
export const givenNames = adjectives.length * nouns.length;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A name of an adjective and a noun that is unlike all others. `random` gives numbers from 0 up to 1. */
export function giveName(skeletons: ReadonlySet<string>, random: () => number): string {
  const pick = (words: readonly string[]) => capital(words[Math.floor(random() * words.length)] ?? words[0] ?? '');
  let name = '';
  for (let attempt = 0; attempt < 40; attempt += 1) {
    name = `${pick(adjectives)} ${pick(nouns)}`;
    if (!isTaken(name, skeletons)) return name;
  }
  return suggestName(name, skeletons);
}
