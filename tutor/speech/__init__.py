"""Reading sentences aloud.

The app talks to a `speaker.Speaker`. Its implementation, `client.WorkerSpeaker`, starts a `worker` process
and watches it. In that process `voices` renders sentences to clips and `performer` plays them. Only the
worker loads sound libraries, so that a hang or a crash in one of them cannot stop the app.
"""
