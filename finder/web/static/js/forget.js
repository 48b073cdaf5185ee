// On pages that answer what was posted: a browser keeps that with its list of open and lately closed tabs, to send it
// again. With the bare address in its place it is forgotten. The page itself needs none of this.
"use strict";

history.replaceState(history.state, "", location.href);
