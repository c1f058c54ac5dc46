import type { Channel, Guild, Person } from '../persons/handles.ts';
import type { Sandbox } from '../sandbox.ts';

export interface DemoWorld {
  guild: Guild;
  channels: { general: Channel; checkIn: Channel; moderators: Channel; forum: Channel };
  persons: { moderator: Person; members: Person[]; englishSpeaker: Person };
}

/** The newcomers' world: a small community of freelancers with a moderator, two members, and one who reads English. */
export function seedDemoWorld(sandbox: Sandbox): DemoWorld {
  const moderator = sandbox.addPerson({ name: 'Marta', locale: 'pl' });
  const guild = sandbox.addGuild({
    name: 'Freelancerzy',
    locale: 'pl',
    owner: sandbox.addPerson({ name: 'Wanda', locale: 'pl' }),
  });
  const moderators = guild.addRole({
    name: 'Moderacja',
    permissions: ['ManageGuild', 'ManageMessages', 'ManageThreads', 'ManageChannels', 'ModerateMembers'],
  });
  const general = guild.addChannel({ name: 'ogólny', topic: 'Rozmowy o pracy na własny rachunek' });
  const checkIn = guild.addChannel({ name: 'check-in', topic: 'Raz w tygodniu: jak poszło stawianie granic?' });
  const staff = guild.addChannel({ name: 'moderacja', topic: 'Tylko dla osób, które dbają o serwer' });
  staff.permit(guild, { deny: ['ViewChannel'] });
  staff.permit(moderators, { allow: ['ViewChannel'] });
  staff.permit(sandbox.bot, { allow: ['ViewChannel'] });
  const forum = guild.addChannel({
    name: 'pytania',
    kind: 'forum',
    topic: 'Pytania i doświadczenia',
    tags: ['Stawki', 'Umowy', 'Trudne rozmowy'],
  });
  const kasia = sandbox.addPerson({ name: 'Kasia', locale: 'pl', hasApp: true });
  const tomek = sandbox.addPerson({ name: 'Tomek', locale: 'pl' });
  const emily = sandbox.addPerson({ name: 'Emily', locale: 'en-GB', zone: 'Europe/London' });
  guild.join(moderator, { roles: [moderators] });
  for (const person of [kasia, tomek, emily]) guild.join(person);
  kasia.in(general).say('Klient znowu prosi o „drobną poprawkę” o 22:00. Jak mu odmówić, żeby nie spalić mostów?');
  tomek.in(general).say('Mam to samo: trzecia runda poprawek, a w umowie są dwie.');
  emily.in(general).say('My client keeps messaging me at weekends. How do you deal with that?');
  return {
    guild,
    channels: { general, checkIn, moderators: staff, forum },
    persons: { moderator, members: [kasia, tomek], englishSpeaker: emily },
  };
}
