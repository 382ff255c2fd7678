"""Reading sentences aloud.

The app talks to a `speaker.Speaker`. Its implementation, `client.WorkerSpeaker`, starts and watches a
`worker` process, in which `voices` turn sentences into clips and a `performer` plays them. Sound libraries
are loaded in the worker alone.
"""
