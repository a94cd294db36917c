import { z } from 'zod';

// The browser reads recordings too, and the pages' Content-Security-Policy refuses the code that zod would compile.
z.config({ jitless: true });

export { z };
