# User exceptions: fields, inheritance, str, catching by base.
class AppError(Exception):
    pass


class CodeError(AppError):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code


class StrError(AppError):
    def __str__(self):
        return "custom text"


class NoInit(Exception):
    def __init__(self, a, b):
        self.a = a


for make in (lambda: AppError("m"), lambda: CodeError(42), lambda: CodeError(1, "two"), lambda: StrError("hidden"),
             lambda: AppError(), lambda: NoInit(1, 2)):
    try:
        raise make()
    except AppError as e:
        print("app", type(e).__name__, str(e), e.args, getattr(e, "code", None), repr(e))
    except Exception as e:
        print("exc", type(e).__name__, str(e), e.args)
# expect: app AppError m ('m',) None AppError('m')
# expect: app CodeError 42 (42,) 42 CodeError(42)
# expect: app CodeError (1, 'two') (1, 'two') 1 CodeError(1, 'two')
# expect: app StrError custom text ('hidden',) None StrError('hidden')
# expect: app AppError  () None AppError()
# expect: exc NoInit (1, 2) (1, 2)
try:
    raise CodeError(7)
except (KeyError, CodeError) as e:
    e.note = "extra"
    print(e.code, e.note)  # expect: 7 extra
try:
    raise AppError
except AppError as e:
    print(repr(e), isinstance(e, AppError))  # expect: AppError() True


class Two(AppError, KeyError):
    pass


for cls in (KeyError, AppError, LookupError):
    try:
        raise Two("both")
    except cls as e:
        print(cls.__name__, e)
# expect: KeyError 'both'
# expect: AppError 'both'
# expect: LookupError 'both'
