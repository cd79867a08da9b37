import t from 'tap';
import { noBrowser } from '../support/open-browser.ts';
import { testCouncilsInBrowser } from './pages/councils.ts';
import { testFindingInBrowser } from './pages/finding.ts';
import { testFundingInBrowser } from './pages/funding.ts';
import { openBrowserGround, openPagesGround } from './pages/ground.ts';
import { testModeratingInBrowser } from './pages/moderating.ts';
import { testReadingInBrowser } from './pages/reading.ts';
import { testRegisteringInBrowser } from './pages/registering.ts';
import { testTakingPartInBrowser } from './pages/taking-part.ts';

/** What people come to do, from the first page to the last: beside test/http/pages.test.ts, which looks at each page by itself. */
const ground = await openPagesGround(t);

t.test('in a browser', { skip: noBrowser }, async (t) => {
  const opened = await openBrowserGround(t, ground);
  await testFindingInBrowser(t, opened);
  await testCouncilsInBrowser(t, opened);
  await testFundingInBrowser(t, opened);
  await testRegisteringInBrowser(t, opened);
  await testModeratingInBrowser(t, opened);
  await testTakingPartInBrowser(t, opened);
  await testReadingInBrowser(t, opened);
});
