function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Words that ask, point, join or are polite; what is asked about is never among them. */
export const askingWords = words(`
  how what whats which who whos whose whom where wheres when why whether is are was were be been being am
  isnt arent wasnt do does did done doing dont doesnt didnt can could cant couldnt would wouldnt will wont should shall might may must
  i im ive id we weve were wed you your youve they theyve them their he she his her it its me my mine our ours
  this that these those there theres here any anyone anybody some someone somebody something anything
  somewhere anywhere somehow thing things stuff else other others another every each please pls hi hello hey thanks thank cheers
  a an and the of for to in on at by from with as into onto via than then so if or but
  need needs needed want wants wanted wanting like looking seeking find finding found know knows tell show shows give given
  got get gets getting gotten have has had having hasnt havent let lets go going went goes gone
  make makes made making build built builds create created creating develop developed write written wrote
  use uses using used try tried trying already just really very quite ever yet also too only even still best
  about there ones one people somebodys anyones maybe perhaps kind sort bit lot able
  recommend recommended suggest suggested advise help helpful possible possibly currently now before us
  using instead rather many much more most come comes coming up out off back into over under through while during between
  all both either no not see seen put become where yet today tomorrow yesterday soon please
  again always never deal deals dealing often such own same well
`);

/** Written in capitals these name something ("IT", "WHO"); otherwise they ask. */
export const capitalNames = words('it us who id');

/** Words that nearly every record here answers to: they say what sort of thing is wanted, not what for. */
export const generalWords = words(`
  system systems software tool tools app apps solution solutions product products platform platforms package packages
  code codebase source digital online web based electronic service services project projects programme
  council councils cyngor borough boroughs authority authorities local government gov public sector uk england british
  citizen citizens customer customers resident residents user users staff officer officers team teams
  reuse reusable sharing shared share reused existing ready new better good easy easily quick quickly simple cheap cheaper
  way ways manage managing handle handling process processing dealing provide provides run running
  automatically automatic version example examples cost costs price prices worth
  stop stops stopping spot spots spotting hold holds holding held belong belongs belonging allow allows allowing enable enables enabling
  keep keeps keeping kept start starts starting started take takes taking took bring brings bringing brought put puts putting
  set sets setting ask asks asking asked avoid avoids avoiding happen happens happening work works working worked
  improve improves improving improved reduce reduces reducing increase increasing speed faster quicker cut cutting
  replace replaces buy buys buying bought say says saying said tried area areas
  modern proper good nice decent latest current
  mum mums dad dads mother father nan gran grandma grandad son daughter wife husband friend friends someones everyone everybody
`);
