// The tracer process's end of its only line to the supervisor: a pipe that is its third descriptor.
import { Socket } from "node:net";
import { encodeFrame, type Frame, FrameReader } from "./frames.ts";
import { hostFs } from "./host-fs.ts";

const descriptor = 3;
/** Unsaved texts of the editor are the largest part. */
const jobSizeLimit = 256 * 1024 * 1024;

export interface Channel {
  send(kind: string, text: string, done?: () => void): void;
  /** False where the line cannot be read without waiting. */
  readonly canPoll: boolean;
  /** Looks for messages while Python keeps the event loop waiting. */
  poll(): readonly Frame[];
}

/** `receive` gets each message; `poll` takes those that came meanwhile out of the line. The end of the line is our end. */
export function openChannel(receive: (frame: Frame) => void): Channel {
  const socket = new Socket({ fd: descriptor, readable: true, writable: true });
  const reader = new FrameReader(jobSizeLimit);
  const piece = Buffer.alloc(64 * 1024);
  // Reading a pipe of Windows would wait for something to come.
  const canPoll = process.platform !== "win32";
  socket.on("data", (chunk: Buffer) => reader.add(chunk).forEach(receive));
  socket.on("close", () => process.exit(0));
  socket.on("error", () => process.exit(0));
  return {
    canPoll,
    send(kind, text, done) {
      socket.write(encodeFrame(kind, text), () => done?.());
    },
    poll() {
      if (!canPoll) return [];
      try {
        const length = hostFs.readSync(descriptor, piece, 0, piece.length, null);
        if (length === 0) process.exit(0);
        return reader.add(Buffer.from(piece.subarray(0, length)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") return [];
        process.exit(0);
      }
    },
  };
}
