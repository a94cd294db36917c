import { moveSeat } from '@/lib/workshop/server/entrance';

export const POST = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  moveSeat(request, (await params).code);
