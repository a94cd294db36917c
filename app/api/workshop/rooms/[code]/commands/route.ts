import { runCommand } from '@/lib/workshop/server/inside';

export const POST = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  runCommand(request, (await params).code);
