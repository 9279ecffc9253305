-- What a hostile function would try, harmlessly: everything it reaches is a file or a socket of the test's own. It answers with what
-- came of each try. The names in braces are the test's.
CREATE FUNCTION public.attempt() RETURNS text LANGUAGE plpython3u AS $python$
import ctypes, json, os, signal, socket, subprocess
outcome = {}

def attempt(name):
    def run(function):
        try:
            answer = function()
            outcome[name] = "done" if answer is None else answer
        except BaseException as error:
            outcome[name] = type(error).__name__
    return run

def in_child(function):
    """What a child of the server's says, which may replace itself by another program."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            function()
            os.write(write, b"done")
        except BaseException as error:
            os.write(write, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(write)
    said = os.read(read, 100).decode()
    os.close(read)
    os.waitpid(child, 0)
    return said or "replaced"

@attempt("program")
def _():
    try:
        with plpy.subtransaction():
            plpy.execute("COPY (SELECT 1) TO PROGRAM 'cat > {canary}/program'")
    except plpy.SPIError as error:
        return "refused"

@attempt("file")
def _():
    try:
        with plpy.subtransaction():
            plpy.execute("COPY (SELECT 1) TO '{canary}/file'")
    except plpy.SPIError as error:
        return "refused"

@attempt("shell")
def _():
    return "done" if os.system("touch {canary}/shell") == 0 else "refused"

@attempt("loader")
def _():
    loader = next(path for path in ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1") if os.path.exists(path))
    return in_child(lambda: os.execv(loader, [loader, "/bin/sh", "-c", "touch {canary}/loader"]))

@attempt("server again")
def _():
    return in_child(lambda: os.execv("{programs}/postgres", ["postgres", "--version"]))

@attempt("write")
def _():
    open("{canary}/write", "w").close()

@attempt("read")
def _():
    return open("{secret}").read()

@attempt("read of another process")
def _():
    return open("/proc/{process}/environ").read()

@attempt("trace")
def _():
    libc = ctypes.CDLL(None, use_errno=True)
    seize, detach = 0x4206, 17
    if libc.ptrace(seize, {process}, None, None) != 0:
        return "refused"
    os.kill({process}, signal.SIGSTOP)
    os.waitpid({process}, 0)
    libc.ptrace(detach, {process}, None, None)
    os.kill({process}, signal.SIGCONT)

@attempt("listener")
def _():
    socket.create_connection(("127.0.0.1", {port}), 5).close()

@attempt("unix listener")
def _():
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("{canary}/listener")

@attempt("datagram")
def _():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", {port}))

@attempt("signal")
def _():
    os.kill({process}, 0)

@attempt("namespace")
def _():
    # In a child: whoever is in a namespace of its own is nobody to all others, and the next try would see that.
    def unshare():
        new_user = 0x10000000
        if ctypes.CDLL(None, use_errno=True).unshare(new_user) != 0:
            raise PermissionError
    return in_child(unshare)

@attempt("own file")
def _():
    open("own", "w").close()

@attempt("environment")
def _():
    return sorted(os.environ)

return json.dumps(outcome)
$python$;

-- Where it runs, for the world to see.
CREATE FUNCTION public.trap(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF current_setting('cluster_name') = 'pgplumb scratch' THEN
        RAISE EXCEPTION 'outcome: %', public.attempt();
    END IF;
    RETURN a;
END $$;
