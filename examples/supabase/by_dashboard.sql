-- What somebody had made in production by the dashboard before there was a repository.
CREATE TABLE public.profiles (
    id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
    username text UNIQUE,
    CONSTRAINT username_length CHECK (char_length(username) >= 3)
);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Profiles are public" ON public.profiles FOR SELECT USING (true);
CREATE POLICY "Users change their own" ON public.profiles FOR UPDATE USING (auth.uid() = id);

CREATE TABLE public.notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author uuid DEFAULT auth.uid() NOT NULL REFERENCES public.profiles (id),
    body text NOT NULL,
    colour text
);
ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Authors only" ON public.notes TO authenticated USING (author = auth.uid());
CREATE POLICY "Signed in" ON public.notes AS RESTRICTIVE USING (auth.role() = 'authenticated');
CREATE INDEX notes_author ON public.notes (author);
REVOKE ALL ON public.notes FROM anon;

CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.profiles (id, username) VALUES (new.id, new.raw_user_meta_data ->> 'username');
  RETURN new;
END $$;
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users
    FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();

CREATE VIEW public.note_counts WITH (security_invoker = on) AS
    SELECT author, count(*) AS notes FROM public.notes GROUP BY author;

CREATE POLICY "Own folder" ON storage.objects FOR ALL TO authenticated
    USING (bucket_id = 'avatars' AND (storage.foldername(name))[1] = auth.uid()::text);
ALTER PUBLICATION supabase_realtime ADD TABLE public.notes;

-- With rows.
INSERT INTO auth.users (id, email, raw_user_meta_data)
    VALUES ('00000000-0000-0000-0000-000000000001', 'ada@example.org', '{"username": "ada"}');
INSERT INTO public.notes (author, body, colour) VALUES ('00000000-0000-0000-0000-000000000001', 'first', 'red');
