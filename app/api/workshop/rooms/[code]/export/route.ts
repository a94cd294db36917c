import { exportResults } from '@/lib/workshop/server/inside';

export const GET = async (request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> =>
  exportResults(request, (await params).code);
