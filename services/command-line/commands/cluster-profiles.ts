import { createCommandRunner } from '../../clusters/kind/engine/command-runner.ts';
import { chooseNodeImage } from '../../clusters/kind/node-image/choose-node-image.ts';
import { commandEnvironment } from '../../clusters/kind/engine/command-environment.ts';
import { createDocker } from '../../clusters/kind/engine/docker.ts';
import { createProgram } from '../../clusters/kind/engine/program.ts';
import { surveyProfiles } from '../../clusters/kind/profiles/survey-profiles.ts';
import { loadSettings } from '../../config/load.ts';

/** Prints what clusters of every profile would be here, without making one. */
export async function showProfiles(): Promise<void> {
  const { settings, programs } = loadSettings('local');
  const runner = createCommandRunner();
  const docker = createDocker(createProgram('docker', runner, commandEnvironment(programs)));
  const { image } = await chooseNodeImage({ wanted: settings.nodeImage, runner, environment: programs });
  const survey = await surveyProfiles(docker, image);
  const version = survey.kubernetesVersion ?? 'not on this engine, or no node image';

  const reach = Object.entries(survey.registries).map(
    ([registry, reached]) => `nodes ${reached ? 'can' : 'cannot'} pull from ${registry}\n`,
  );

  const rows = survey.profiles.map(({ name, nodes, memoryMiB, hash, refusal }) => {
    const facts = [name.padEnd(8), `${nodes} nodes`.padEnd(8), `${memoryMiB} MiB`.padStart(9)];
    return `${[...facts, (hash ?? '-').padEnd(12), refusal ?? 'can be made here'].join('  ')}\n`;
  });

  process.stdout.write([`node image ${image}: ${version}\n`, ...reach, ...rows].join(''));
}
