import { readSeatFiles } from '@/lib/workshop/server/inside';

export const GET = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  readSeatFiles(request, (await params).code);
