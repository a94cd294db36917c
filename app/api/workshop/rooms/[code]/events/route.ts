import { openEvents } from '@/lib/workshop/server/inside';

export const GET = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  openEvents(request, (await params).code);
