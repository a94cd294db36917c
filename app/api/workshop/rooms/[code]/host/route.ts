import { openHostLink } from '@/lib/workshop/server/entrance';

export const POST = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  openHostLink(request, (await params).code);
