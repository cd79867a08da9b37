import type { Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import type { Services } from '../../src/services.ts';

const at = '2026-11-20T06:00:00.000Z';

const npmSetup = `Getting started
Prerequisites
You will need Node 18 or later, a running database and an account with the right access. Ask somebody in the team for the keys.
Clone the repository, copy the example environment file and change the values to your own.
Install the dependencies and run the development server. The page will reload when you make changes, and you will see errors in the console.
Testing
Run the unit tests in the interactive watch mode, or the whole suite with a report. Tests live beside the code that they test.
Deployment
Changes to the main branch are built and deployed to staging by the pipeline, then to production when a person approves them.
Contributing
Please read the code of conduct, open an issue to discuss a change, then make a pull request. A maintainer will review it within a week.
Licence
Released under the terms in the licence file. Copyright of the council and the contributors, unless stated otherwise.`;

const plainSetup = `To run this locally, install Docker, copy the sample settings and start the containers. The service listens on port 3000.
Run the migrations, then seed the database with some test users and sign in with the password in the seed file.
Make sure that the linter passes before you push. We use feature branches, and squash commits when they are merged.
The first time you start it, it may take a few minutes while images are downloaded. Go and have a cup of tea.`;

const generatedReact = `Getting Started with Create React App
This project was bootstrapped with Create React App.
Available Scripts
In the project directory, you can run:
npm start
Runs the app in the development mode. Open it to view it in your browser.
Once you eject, you can't go back! Instead, it will copy all the configuration files and the transitive dependencies right into your project.
Learn More
You can learn more in the Create React App documentation. To learn React, check out the React documentation.`;

const generatedRails = `README
This README would normally document whatever steps are necessary to get the application up and running.
Things you may want to cover:
Ruby version
System dependencies
Configuration
Database creation
How to run the test suite
Services (job queues, cache servers, search engines, etc.)
Deployment instructions`;

/** As repositories' own are: what it is, in the catalogue's words, then how it is set up; every fourth is a generator's and says nothing of it. */
function aReadme({ title, summary, description }: Asset, index: number): string {
  const about = [title, summary, description].filter((text) => text !== undefined).join('\n');
  const kinds = [`${about}\n${npmSetup}`, `${about}\n${plainSetup}`, `${title}\n${npmSetup}`];
  return kinds[index % 4] ?? (index % 8 === 3 ? generatedReact : generatedRails);
}

/** Observes of every repository of the catalogue a README that is made up, and takes it into the index. */
export async function observeMadeUpReadmes(services: Services): Promise<void> {
  const sightings: Sighting[] = [];
  const touched: string[] = [];
  for await (const { id, document } of services.store.readAll('asset')) {
    const { repository } = document;
    if (repository === undefined || id !== repositoryId(repository)) continue;
    const text = aReadme(document, sightings.length);
    sightings.push({
      ...{ id, repository, hostId: String(sightings.length + 1), state: 'found' },
      observations: [{ at, outcome: 'found' }],
      facets: { readme: { value: { file: 'README.md', text, cut: false }, source: 'github', fetchedAt: at } },
    });
    touched.push(id);
  }
  await services.enrichment.save({ sightings, touched, at, actor: 'relevance' });
  await services.refresh();
}
