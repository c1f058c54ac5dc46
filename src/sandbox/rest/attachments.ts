import type { FastifyInstance } from 'fastify';
import type { Core } from '../core.ts';

/** Uploaded files, by their addresses in messages. Never served as a page: uploads must not run here. */
export function attachmentRoutes(core: Core, app: FastifyInstance): void {
  app.get('/attachments/:channelId/:fileId/:name', (request, reply) => {
    const { fileId = '' } = request.params as { fileId?: string };
    const file = core.world.files.get(fileId);
    if (file === undefined) return reply.code(404).send('');
    const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.contentType);
    return reply
      .header('content-type', file.contentType)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=3600')
      .header(
        'content-disposition',
        `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .send(file.bytes);
  });
}
