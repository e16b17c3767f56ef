"""How a person gets in, stays signed in, and gets out again without a trace.

Words: *session*, *passkey*, *passphrase*, *invitation*, *founding link*, *guard* (who may pass a
door), *shared phone*.

Invariants: tokens are stored as hashes; a known and an unknown name get the same answer in the
same time; signing out leaves nothing on the device.
"""
