// What a handler file exports: it registers itself on a session; main.ts is the list.
import { type Session } from "../session.ts";

export type Feature = (session: Session) => void;
