"""python -m jixiao"""

from jixiao.cli.main import main

main()
