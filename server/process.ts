// Entry of the server's own process, started by the extension; the command line starts the server by itself.
import { startServer } from "./main.ts";

startServer();
